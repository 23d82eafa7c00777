/** The page {@code /v}, which checks cards in the browser, also without network. */
package vn.khue.signing.cardcheck;
