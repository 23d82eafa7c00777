/** Whether a scanned card is one: judged without a network, from a trust list and status lists that were fetched before. */
package vn.khue.ecard.verify;
