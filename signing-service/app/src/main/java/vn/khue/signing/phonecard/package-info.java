/** The form of a card that its holder's phone shows: a key that stays in the phone, a code that is new every few seconds, no network needed. */
package vn.khue.signing.phonecard;
