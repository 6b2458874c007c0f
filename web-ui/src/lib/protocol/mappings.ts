import { type DescEnum, type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf';
import { StructSchema } from '@bufbuild/protobuf/wkt';

import { IceCandidateMessageSchema, MediaStateSchema } from '../../gen/visavis/v1/signaling_pb';

/** A message of any type, by the local names of its fields. */
export type Fields = Record<string, unknown>;

/** How an enum is written: CALL_TYPE_VIDEO as `video`, CALL_NOT_FOUND unchanged, *_UNSPECIFIED not at all. */
export type EnumMapping = { byName: ReadonlyMap<string, number>; byNumber: ReadonlyMap<number, string> };

const enumMappings = new Map<DescEnum, EnumMapping>();

export function enumMapping(type: DescEnum): EnumMapping {
  const known = enumMappings.get(type);
  if (known) {
    return known;
  }
  const prefix = `${type.name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase()}_`;
  const written = type.values
    .filter((value) => value.number !== 0)
    .map((value): [string, number] => [
      value.name.startsWith(prefix) ? value.name.slice(prefix.length).toLowerCase() : value.name,
      value.number,
    ]);
  const form = {
    byName: new Map(written),
    byNumber: new Map(written.map(([name, number]) => [number, name])),
  };
  enumMappings.set(type, form);
  return form;
}

/** A Struct. Its fields are written next to those of the message that contains it. */
export function isOpaque(field: DescField): boolean {
  return field.fieldKind === 'message' && field.message.typeName === StructSchema.typeName;
}

/** The candidate of `ice_candidate` is null at the end of candidates, as in the browser's API. */
export function isNullWhenAbsent(field: DescField): boolean {
  return field === IceCandidateMessageSchema.field.candidate;
}

/**
 * Whether the field may be omitted; null then means the same. In `media_state` null is an error: it could be meant as
 * false, while an omitted field means no change.
 */
export function isOptional(field: DescField): boolean {
  if (field.fieldKind === 'scalar' && field.scalar === ScalarType.BOOL && field.parent === MediaStateSchema) {
    return false;
  }
  return field.fieldKind === 'message' || field.fieldKind === 'enum' || field.proto.proto3Optional;
}

/** Whether a message of this type must have a payload. */
export function isPayloadRequired(type: DescMessage): boolean {
  return (
    type !== IceCandidateMessageSchema &&
    type.fields.some((field) => !field.proto.proto3Optional && field.fieldKind !== 'enum')
  );
}
