export type Corner = 'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight';

/** `fill` cuts a picture off at its edges, `whole` does not. */
export type Fit = 'fill' | 'whole';

/** How this user likes to see calls. Kept for later calls. */
export interface ViewSettings {
  /** Where the user's own picture is. */
  readonly corner: Corner;
  /** The user sees their own picture as in a mirror. The others never do. */
  readonly mirrored: boolean;
  /** The user does not want to see their own picture. */
  readonly selfHidden: boolean;
  /** null: a picture fills the space unless that would cut off much of it. */
  readonly fit: Fit | null;
}

const CORNERS: readonly string[] = ['topLeft', 'topRight', 'bottomLeft', 'bottomRight'] satisfies Corner[];

/** Reads what `changeView` has stored. Anything that is not valid becomes the default. */
export function readViewSettings(text: string | null): ViewSettings {
  const { corner, mirrored, selfHidden, fit } = parsed(text);
  return {
    corner: CORNERS.includes(corner as string) ? (corner as Corner) : 'bottomRight',
    mirrored: mirrored !== false,
    selfHidden: selfHidden === true,
    fit: fit === 'fill' || fit === 'whole' ? fit : null,
  };
}

function parsed(text: string | null): Partial<Record<keyof ViewSettings, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Whether a picture fills a space. `upright` and `spaceUpright`: it is higher than wide. */
export function fitOf(setting: Fit | null, upright: boolean, spaceUpright: boolean): Fit {
  return setting ?? (upright && !spaceUpright ? 'whole' : 'fill');
}
