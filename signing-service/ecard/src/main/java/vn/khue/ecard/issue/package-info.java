/** Makes cards: what is printed in the code and signed, within the bytes that a code of 25 mm can hold. */
package vn.khue.ecard.issue;
