/** The card office: photos with the consent they need, batches of cards under four eyes, what is printed of them and handed over. */
package vn.khue.signing.cardoffice;
