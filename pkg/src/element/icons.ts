/** Paths of the icons of the panel, drawn for this element on a 24 by 24 grid. */

export const CLOSE = "M6 6l12 12M18 6 6 18";
export const SEND = "M12 19V5M6 11l6-6 6 6";
export const DOWN = "M12 5v14M6 13l6 6 6-6";
export const THUMB_UP = "M7 11v9H4.5a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1H7Zm0 0 4-7.5c1.7 0 2.8 1.3 2.5 3L13 10h5.3a2 2 0 0 1 2 2.4l-1.2 6a2 2 0 0 1-2 1.6H7";
export const THUMB_DOWN = "M17 13V4h2.5a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H17Zm0 0-4 7.5c-1.7 0-2.8-1.3-2.5-3L11 14H5.7a2 2 0 0 1-2-2.4l1.2-6a2 2 0 0 1 2-1.6H17";
export const SHIELD = "M12 3.5 5 6v5.5c0 4.2 2.9 7.4 7 9 4.1-1.6 7-4.8 7-9V6l-7-2.5Zm-2.8 8.7 2 2 3.8-4";
export const PEOPLE = "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-3.3 2.9-5.5 6.5-5.5s6.5 2.2 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18 15c2.1.8 3.5 2.6 3.5 5";
export const FLAG = "M5 21V4M5 4.5c4-2 6.5 2 11 0h3l-2 4.5 2 4.5h-3c-4.5 2-7-2-11 0";
export const CHECK = "m5 12.5 4.5 4.5L19 7.5";
export const SPARK = "M12 3.5c.8 4.7 3 7 7.5 8-4.5 1-6.7 3.3-7.5 8-.8-4.7-3-7-7.5-8 4.5-1 6.7-3.3 7.5-8Z";
export const ARROW = "M5 12h14M13 6l6 6-6 6";
