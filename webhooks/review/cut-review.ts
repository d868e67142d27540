import type { ObjectTexts } from '../../policies/review/object-texts.ts';
import { spanOf, type Span } from './json-span.ts';

/** AdmissionReview whose objects are not parsed. */
export interface CutReview {
  /**
   * Body whose objects have only the members that are read outside of the policy, and those that
   * every API server checks.
   */
  readonly body: unknown;
  /** Texts of the objects without metadata.managedFields. */
  readonly texts: ObjectTexts;
}

const object = { metadata: { managedFields: {} } };
const sought = { request: { object, oldObject: object } };
const kept = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * Cuts the texts of the objects out of an AdmissionReview. The policy parses them: to parse them
 * here and to write them again for the policy would take longer than most rules. It does not check
 * that the texts are JSON; their parser does.
 * @throws SyntaxError where the body is not JSON, or differs from the form that API servers write
 */
export function cutReview(body: Buffer): CutReview {
  const request = memberOf(spanOf(body, sought, 0), 'request');
  const [object, oldObject] = [memberOf(request, 'object'), memberOf(request, 'oldObject')];
  let text = '';
  let at = 0;
  for (const span of [object, oldObject].sort((one, other) => one.from - other.from)) {
    text += body.toString('utf8', at, span.from) + headOf(body, span);
    at = span.to;
  }
  text += body.toString('utf8', at);
  return { body: JSON.parse(text), texts: { object: objectOf(body, object), oldObject: objectOf(body, oldObject) } };
}

function memberOf(span: Span, wanted: string): Span {
  const member = find(span, wanted);
  if (member === undefined) throw new SyntaxError(`no ${wanted}`);
  return member;
}

function find({ members }: Span, wanted: string): Span | undefined {
  return members.find(({ name }) => name === wanted)?.value;
}

/** Returns the text of an object with the members that are kept. */
function headOf(body: Buffer, { from, to, members }: Span): string {
  if (members.length === 0) return body.toString('utf8', from, to);
  const texts = members
    .filter(({ name }) => kept.has(name))
    .map(({ name, value }) => `"${name}":${withoutManagedFields(body, value, value).join('')}`);
  return `{${texts.join(',')}}`;
}

function objectOf(body: Buffer, object: Span): Buffer[] {
  const metadata = find(object, 'metadata');
  return metadata ? withoutManagedFields(body, object, metadata) : [body.subarray(object.from, object.to)];
}

/** Returns the pieces of the text of a span, without managedFields of the metadata in it. */
function withoutManagedFields(body: Buffer, { from, to }: Span, { members }: Span): Buffer[] {
  const index = members.findIndex(({ name }) => name === 'managedFields');
  const [before, member, next] = [members[index - 1], members[index], members[index + 1]];
  if (member === undefined) return [body.subarray(from, to)];
  const start = before?.value.to ?? member.from;
  const end = before === undefined && next !== undefined ? next.from : member.value.to;
  return [body.subarray(from, start), body.subarray(end, to)];
}
