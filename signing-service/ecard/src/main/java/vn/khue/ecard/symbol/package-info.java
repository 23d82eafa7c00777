/** QR codes (ISO/IEC 18004) as matrices of modules: the one of a card, in two segments, and those of login badges. */
package vn.khue.ecard.symbol;
