// The extension's page in VS Code, for a project without a public address.
//
// VS Code shows a README there as it is in the VSIX, but takes from it only pictures and links that are absolute
// (http and https; it has taken no data: URLs since 1.103). With an address vsce makes them absolute. Without one, what
// cannot work is not there: a link becomes its text, and a picture the same in text, coloured by VS Code as code is.

/** A fence or a span of code, a picture, or a link. */
const PIECE =
  /(?<code>^```[\s\S]*?^```$|`[^`\n]+`)|!\[(?<alt>[^\]]*)\]\((?<picture>[^)\s]+)\)|\[(?<text>[^\]]+)\]\((?<link>[^)\s]+)\)/gm;

/** With a scheme, or within the page. */
const WORKS_EVERYWHERE = /^(?:[a-z][a-z0-9+.-]*:|#)/i;

/**
 * A page without anything that is relative to its place.
 * @param markdown of the page
 * @param textPicture Markdown to show instead of a picture, by the picture's path; its alternative text is shown if
 * that is undefined
 */
export function selfContainedPage(
  markdown: string,
  textPicture: (picture: string) => string | undefined,
): string {
  return markdown.replace(PIECE, (piece: string, ...more: unknown[]) => {
    const { code, alt, picture, text, link } = more.at(-1) as Record<string, string | undefined>;
    if (code !== undefined) return piece;
    if (picture !== undefined) {
      return WORKS_EVERYWHERE.test(picture) ? piece : (textPicture(picture)?.trim() ?? `_${alt}_`);
    }
    return WORKS_EVERYWHERE.test(link ?? '') ? piece : (text ?? '');
  });
}
