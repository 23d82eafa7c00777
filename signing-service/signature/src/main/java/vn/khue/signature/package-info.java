/**
 * Signatures on files: take a PDF in, show it, lay one out; sign it or any other file; judge what is signed. Knows nothing of
 * Spring, HTTP or a database; keys, paths, timestamps and revocation come from {@code vn.khue.pki}. Only this module names
 * {@code com.itextpdf}.
 */
package vn.khue.signature;
