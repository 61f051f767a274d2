/** What somebody searched for, without what may name a person: it goes into the log. Pure. */

const MAIL = /\S+@\S+/g;
/** Numbers of customers, of telephones, of cards. */
const NUMBER = /\d[\d\s-]{3,}\d/g;

export function veiled(query: string): string {
  return query.replace(MAIL, "…").replace(NUMBER, "…").trim();
}
