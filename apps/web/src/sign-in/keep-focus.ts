/**
 * For `onMouseDown` of what stands below a form's fields: a field that loses the focus may say what is wrong with it, and push away
 * what was about to be clicked.
 */
export const keepFocus = (event: MouseEvent) => event.preventDefault();
