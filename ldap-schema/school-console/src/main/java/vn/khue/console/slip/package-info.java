/** What is printed and handed over: slips with a first code, badges with a QR code. Made in memory for one answer, kept nowhere. */
package vn.khue.console.slip;
