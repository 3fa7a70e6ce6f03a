/** The UUID of an object that nobody has. */
export const ANOTHER = "01234567-89ab-cdef-0123-456789abcdef";
