import { openLog, type StreamSetting } from '#libs/ledger';
import { EXIT, type ExitCode, type World } from '../world.js';

export interface SettingsOptions {
  readonly json?: boolean;
}

/** What makes a server hide entries of a stream, or drop them at its next clearing. */
const HIDING: readonly string[] = ['$maxAge', '$maxCount', '$tb'];

/** Lists what was ever set on the streams of a server beside their entries. Fails where something of it hides entries. */
export async function listSettings(url: string, { json = false }: SettingsOptions, { out }: World): Promise<ExitCode> {
  const log = await openLog(url, { readOnly: true });
  let count = 0;
  let hiding = 0;
  try {
    for await (const setting of log.streamSettings()) {
      const hidden = hides(setting);
      count++;
      if (hidden) hiding++;
      out(json ? `${JSON.stringify({ ...setting, hidesEntries: hidden })}\n` : describe(setting, hidden));
    }
  } finally {
    await log.close();
  }
  if (!json) out(count === 0 ? 'Nothing was ever set on a stream of the ledger.\n' : `${count} set, ${hiding} of them to hide entries.\n`);
  return hiding === 0 ? EXIT.DONE : EXIT.FAILED;
}

const describe = ({ setAt, stream, settings }: StreamSetting, hidden: boolean): string =>
  `${setAt} ${stream} ${settings}${hidden ? ': hides entries' : ''}\n`;

/** What cannot be read may hide something. */
function hides({ settings }: StreamSetting): boolean {
  try {
    const set: unknown = JSON.parse(settings);
    return typeof set !== 'object' || set === null || HIDING.some((name) => name in set);
  } catch {
    return true;
  }
}
