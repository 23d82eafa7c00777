/**
 * Signatures on PDF files: take a file in, show it, lay one out, sign it, judge it. Knows nothing of Spring, HTTP or a database;
 * keys, paths, timestamps and revocation come from {@code vn.khue.pki}. Only this module names {@code com.itextpdf}.
 */
package vn.khue.signature;
