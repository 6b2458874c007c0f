/** https://wicg.github.io/document-picture-in-picture/ */
interface DocumentPictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

function api(): DocumentPictureInPicture | null {
  const { documentPictureInPicture } = window as { documentPictureInPicture?: DocumentPictureInPicture };
  return documentPictureInPicture ?? null;
}

/** `document`: a small window with controls. `video`: only the picture. */
export type PictureInPictureKind = 'document' | 'video';

/** What this browser offers; null for nothing. */
export function pictureInPictureKind(): PictureInPictureKind | null {
  if (api()) return 'document';
  return document.pictureInPictureEnabled ? 'video' : null;
}

/** Opens a small window that stays above all others and looks like this page. Rejects without a click of the user. */
export async function openSmallWindow(title: string): Promise<Window> {
  const small = await api()?.requestWindow({ width: 360, height: 240 });
  if (!small) throw new DOMException('no Document Picture-in-Picture', 'NotSupportedError');
  small.document.documentElement.lang = document.documentElement.lang;
  small.document.title = title;
  small.document.body.className = 'dark bg-zinc-950';
  for (const style of document.querySelectorAll('link[rel=stylesheet], style'))
    small.document.head.append(small.document.importNode(style, true));
  return small;
}
