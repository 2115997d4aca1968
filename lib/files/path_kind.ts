/** Whether a path, or what a link there leads to, is a folder or a plain file; undefined where nothing or something else is. */
export function pathKind(path: string): "folder" | "file" | undefined {
  try {
    const { isDirectory, isFile } = Deno.statSync(path);
    return isDirectory ? "folder" : isFile ? "file" : undefined;
  } catch {
    return undefined;
  }
}
