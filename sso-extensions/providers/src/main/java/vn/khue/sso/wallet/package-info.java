/** The pre-authorized code grant of OpenID4VCI 1.0, for offers of cards that the signing service made. */
package vn.khue.sso.wallet;
