/**
 * A small, strict and bounded reader of PDF files (ISO 32000-2, clause 7), for the intake and the validator. It never repairs:
 * a file that cannot be read as the standard says is refused. Independent of iText and PDFBox.
 */
package vn.khue.signature.pdf;
