import { describe, expect, it } from '@jest/globals';
import { BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import { appended, told, uuid, wrongVersion } from '../../../../test/support/esdb-messages.js';
import { appendAnswer, AppendFailure, appendRequest, type AppendRequest } from './esdb-wire.js';

const CALL = '0f0c8a7e-6c1b-5f6e-9d55-3a1f4f2b7c10';
const bytes = fc.uint8Array({ maxLength: 300 });
const event = fc.record({
  id: fc.uuid(),
  type: fc.string({ minLength: 1 }),
  contentType: fc.constantFrom('application/json' as const, 'application/octet-stream' as const),
  data: bytes,
  metadata: bytes,
});
const request: fc.Arbitrary<AppendRequest> = fc.record({
  call: fc.constant(CALL),
  stream: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
  expected: fc.oneof(fc.constant('NO_STREAM' as const), fc.nat(), fc.maxSafeNat()),
  events: fc.array(event, { maxLength: 5 }),
  within: fc.integer({ min: 1, max: 600_000 }),
});

describe('a request to append', () => {
  it('is one final message that the server’s schema reads as it was meant', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const read = BatchAppendReq.deserializeBinary(appendRequest(asked));
        const options = read.getOptions();
        expect(read.getCorrelationId()?.getString()).toBe(asked.call);
        expect(read.getIsFinal()).toBe(true);
        expect(Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe(asked.stream);
        expect(options?.hasNoStream() === true ? 'NO_STREAM' : Number(options?.getStreamPosition())).toBe(asked.expected);
        const deadline = options?.getDeadline();
        expect(Number(deadline?.getSeconds()) * 1000 + Number(deadline?.getNanos()) / 1e6).toBe(asked.within);
        expect(
          read.getProposedMessagesList().map((message) => ({
            id: message.getId()?.getString(),
            type: message.getMetadataMap().get('type'),
            contentType: message.getMetadataMap().get('content-type'),
            data: new Uint8Array(message.getData_asU8()),
            metadata: new Uint8Array(message.getCustomMetadata_asU8()),
          })),
        ).toEqual(asked.events);
      }),
    );
  });
});

describe('an answer to an append', () => {
  const read = (response: Pick<BatchAppendResp, 'setCorrelationId' | 'serializeBinary'>) => {
    response.setCorrelationId(uuid(CALL));
    return appendAnswer(response.serializeBinary());
  };
  const kept = (revision: number, place: number) => ({
    revision,
    place,
    stream: 's',
    id: CALL,
    type: 't',
    contentType: '',
    data: Buffer.alloc(0),
    metadata: Buffer.alloc(0),
  });

  it('tells revision and position', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (revision, place) => {
        const position = { commit: BigInt(place), prepare: BigInt(place) };
        expect(read(appended(kept(revision, place), true))).toEqual({ call: CALL, answer: { revision: BigInt(revision), position } });
        expect(read(appended(kept(revision, place), false))).toEqual({ call: CALL, answer: { revision: BigInt(revision) } });
      }),
    );
  });

  it.each([
    [wrongVersion(3), { type: 'wrong-expected-version', actual: 2 }],
    [wrongVersion(1), { type: 'wrong-expected-version', actual: 0 }],
    [wrongVersion(0), { type: 'wrong-expected-version', actual: undefined }],
    [told('AccessDenied'), { type: 'access-denied' }],
    [told('StreamDeleted'), { type: 'stream-deleted' }],
    [told('MaximumAppendSizeExceeded'), { type: 'maximum-append-size-exceeded' }],
    [told('Server Is Not Ready'), { type: 'empty', message: 'Server Is Not Ready' }],
  ])('tells why there is none (%#)', (response, failure) => {
    const { call, answer } = read(response);
    expect(call).toBe(CALL);
    expect(answer).toBeInstanceOf(AppendFailure);
    expect(answer).toMatchObject(failure);
  });

  it('is read whatever the bytes', () => {
    fc.assert(
      fc.property(bytes, (any) => {
        expect(() => appendAnswer(any)).not.toThrow();
      }),
    );
  });
});
