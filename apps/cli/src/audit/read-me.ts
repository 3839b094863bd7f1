import type { Checkpoint } from '#libs/audit';

/** What a bundle says of itself to a person who knows nothing of the program. */
export const readMe = ({ origin, size }: Checkpoint): string => `# The ledger ${origin}, entries 0 to ${size - 1}

Everything that was recorded, in the order in which it was recorded, with what is needed to check that nothing was changed,
left out or put in later.

| File               | What it holds                                                                                     |
| ------------------ | ------------------------------------------------------------------------------------------------- |
| \`entries/*.jsonl\`  | one entry on each line, as canonical JSON (RFC 8785); a file is named by the number of its first    |
| \`checkpoints/*.txt\` | what the ledger was at some size: origin, number of entries, root hash, signature (C2SP tlog-checkpoint) |
| \`public.key\`       | the key of those signatures: name, id, Ed25519 key (C2SP signed-note)                             |
| \`events.json\`      | JSON Schemas of the events in \`entries\`, by slice, type and version                                |

## To check it

\`planledger audit verify <this folder> --key <the key as you know it>\` needs no server and no network. Take the key from
where it was published to you, not from this folder: who could change the entries could change the key beside them.

## To check it without that program

1. Entry n is line n of all the lines, and says so in \`entry\`; within each \`stream\`, \`revision\` counts up from 0.
2. \`dataHash\` of an entry is the SHA-256 of its salt (\`metadata.salt\`, base64url) followed by \`data\` as canonical JSON.
   Where an entry was withheld, \`dataHash\` stands for \`data\`, and there is no salt.
3. Its leaf is the SHA-256 of a zero byte followed by the canonical JSON of \`{dataHash, entry, id, metadata, revision, stream,
   type}\`, with \`metadata\` without its salt. \`leafHash\` says what it should be.
4. The root over the leaves is that of RFC 9162, section 2.1.1. At the size of every checkpoint it must be the checkpoint's.

## What an entry says

\`type\` is what happened and \`data\` the fact. In \`metadata\`: \`recordedAt\` is when it was recorded (UTC), \`effectiveOn\` the
day on which it is true, \`actor\` the credential that recorded it, \`onBehalfOf\` the post it acted for, \`commandId\` the command
it came of, \`source\` where it was read. An entry of the type \`EntryRetracted\` takes back earlier ones of its stream; they stay.
`;
