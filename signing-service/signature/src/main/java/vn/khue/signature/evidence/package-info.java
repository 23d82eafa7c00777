/**
 * Evidence records (RFC 4998): one timestamp over a hash tree proves that thousands of files were there, each with a record of its
 * own, and is renewed without touching a file. For what has no archive timestamp inside: CAdES messages, ASiC-E containers, files that
 * nobody signed.
 *
 * <p>Bouncy Castle has records of its own ({@code org.bouncycastle.tsp.ers}); in version 1.84 they sort a batch by going through a linked
 * list by number, renew one record at a time with a timestamp for each, put the plain hash of another file into a record, ask of a second
 * renewal that it covers all timestamps before it, and read what they do not know as if it were not there, without limits. So the trees,
 * the encoding and the reading are ours, and theirs judges ours in the tests. {@code vn.khue.signature.validation.EvidenceRecordJudge} judges records.
 */
package vn.khue.signature.evidence;
