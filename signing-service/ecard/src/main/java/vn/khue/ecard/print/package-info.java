/**
 * Cards, login badges and hand-over lists as PDF to print: vector drawing at true size, one embedded font subset a file, text that
 * stays inside its box whatever the name. Knows nothing of how a card is signed: the text of its code is given.
 */
package vn.khue.ecard.print;
