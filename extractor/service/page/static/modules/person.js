// Who works at this page, by the name that they gave themselves.
const KEPT = "extractor.author";
export const getAuthor = () => localStorage.getItem(KEPT) || "";
export const setAuthor = (name) => localStorage.setItem(KEPT, name.trim());
