/**
 * What an enrolled verifier sees beside the verdict on a card of the own school: the holder's class and photo. A pack of them, sealed for one
 * browser, holds for a school day; the page that checks cards reads it without network and forgets it with the login.
 */
package vn.khue.signing.rosterpack;
