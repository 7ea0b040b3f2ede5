/** A client's name: also safe as the name of a folder, in a URL and in a header. */
export const clientNamePattern = /^[a-z0-9][a-z0-9-]{0,63}$/;
