/** The form of a card that a phone shows: new every few seconds, by a key that does not leave the phone. */
package vn.khue.ecard.device;
