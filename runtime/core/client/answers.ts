/** Reading answers. Each operation refers to the readers it needs. */

/** JSON; throws where the text is not JSON. */
export async function readJson(response: Response): Promise<unknown> {
  return JSON.parse(await response.text()) as unknown;
}

/** Text. */
export function readText(response: Response): Promise<string> {
  return response.text();
}

/** Bytes, with their content type. */
export function readBinary(response: Response): Promise<Blob> {
  return response.blob();
}

/** What the document does not describe: JSON where it is JSON, else text; nothing where there is nothing. */
export async function readUnknown(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text || undefined;
  }
}

/** Nothing, where no body is declared. */
export async function readNothing(response: Response): Promise<undefined> {
  await response.body?.cancel();
}
