/**
 * Cards of staff with a key for signing in: made in the card's own chip, or in a file for its person, certified under the profile for
 * signing in, and ended with the card.
 */
package vn.khue.signing.staffcard;
