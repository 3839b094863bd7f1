/** From the least to the most, as far as the plan is concerned; auditors read all, admins manage keys. */
export const ROLES = ['viewer', 'editor', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const INCLUDED: Readonly<Record<Role, readonly Role[]>> = {
  viewer: ['viewer'],
  editor: ['viewer', 'editor'],
  approver: ['viewer', 'editor', 'approver'],
  auditor: ['viewer', 'auditor'],
  admin: ['viewer', 'admin'],
};

/** True where one of the roles includes the one needed. */
export const mayAct = (roles: readonly Role[], needed: Role): boolean => roles.some((role) => INCLUDED[role].includes(needed));

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** Who asks, as the credential says and nothing else. */
export interface Caller {
  /** The id of the credential. */
  readonly key: string;
  readonly tenant: string;
  readonly actor: string;
  readonly roles: readonly Role[];
  /** The posts that may be acted for. */
  readonly posts: readonly string[];
}
