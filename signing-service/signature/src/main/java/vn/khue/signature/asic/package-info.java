/**
 * ASiC-E containers with CAdES signatures (ETSI EN 319 162-1): a ZIP with the files, a manifest with a digest of each, and
 * signatures over manifests. Reads ZIP strictly, never repairs; used by the signer and the judge.
 */
package vn.khue.signature.asic;
