/** The text of a card's QR code. */
package vn.khue.ecard.qr;
