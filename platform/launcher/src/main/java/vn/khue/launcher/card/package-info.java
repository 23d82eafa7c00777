/** {@code khue card}: a scanned card judged on this machine, by lists that were fetched once. */
package vn.khue.launcher.card;
