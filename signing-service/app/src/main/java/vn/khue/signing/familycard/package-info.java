/** What guardians do about their children's cards: see them, and say that one is lost. */
package vn.khue.signing.familycard;
