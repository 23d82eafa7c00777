/** The part of CBOR (RFC 8949) that cards and status lists are written in, read within bounds. */
package vn.khue.ecard.cbor;
