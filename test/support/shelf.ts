import { refuse, type DomainEvent, type Projection, type Slice, type When } from '#libs/domain';
import { sha256, type Ask } from '#libs/ledger';

type ShelfEvent = { type: 'BookPut'; data: { book: string; text?: string } } | { type: 'BookMarked'; data: { book: string; page: number } };

interface BookRow {
  readonly book: string;
  readonly page: number;
  readonly putOn: string;
  readonly days: readonly string[];
}

const books: Projection<ShelfEvent, BookRow> = {
  kind: 'book',
  keys: ({ data }) => [data.book],
  ignore: [],
  on: {
    BookPut: (row, { book }, { on }) => ({ book, page: row?.page ?? 0, putOn: on, days: [...(row?.days ?? []), on] }),
    BookMarked: (row, { page }, { on }: When) => row && { ...row, page, days: [...row.days, on] },
  },
};

type Rows = { readonly book?: Readonly<Record<string, BookRow | undefined>> };

/** A slice so small that a test of the machinery can be read without knowing a plan. */
export const shelf: Slice = {
  name: 'shelf',
  keyOf: (command) => String(command.shelf),
  decider: {
    decide: {
      PutBook: (command, rows) => {
        const { book, text, copies = 1 } = command as unknown as { book: string; text?: string; copies?: number };
        if ((rows as Rows).book?.[book] !== undefined) return refuse('BOOK_EXISTS', `${book} is on the shelf already.`);
        return Array.from({ length: copies }, (_, copy): DomainEvent => ({
          type: 'BookPut',
          data: { book: copy === 0 ? book : `${book}${copy}`, text },
        }));
      },
      MarkBook: (command, rows) => {
        const { book, page } = command as unknown as { book: string; page: number };
        const row = (rows as Rows).book?.[book];
        if (row === undefined) return refuse('BOOK_NOT_FOUND', `${book} is not on the shelf.`);
        return row.page === page ? [] : [{ type: 'BookMarked', data: { book, page } }];
      },
    },
    defaultDay: {},
  },
  projections: [books],
  events: { BookPut: [], BookMarked: [] },
  timeless: [],
  creations: { BookPut: 'book' },
  permanent: [],
  gates: {},
};

let made = 0;

/** A command on shelf `a` of plan `jfp`, as the API would hand it to the recorder. */
export function asked(type: string, payload: Record<string, unknown>, more: Partial<Ask> = {}): Ask {
  const key = typeof payload.shelf === 'string' ? payload.shelf : 'a';
  return {
    stream: { slice: 'shelf', tenant: 'norfolk', plan: 'jfp', key },
    type,
    payload,
    commandId: `command-${(made += 1)}`,
    // Not the real hash, which lone surrogates do not have: the recorder must cope with them.
    commandHash: sha256(JSON.stringify([type, payload])).toString('hex'),
    actor: 'pmo',
    correlationId: 'request-1',
    deadline: Date.now() + 60_000,
    context: () => ({ today: '2025-10-01' }),
    ...more,
  };
}

export const put = (book: string, more: Partial<Ask> = {}): Ask => asked('PutBook', { book }, more);
export const mark = (book: string, page: number, more: Partial<Ask> = {}): Ask => asked('MarkBook', { book, page }, more);
