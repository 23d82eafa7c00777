/**
 * Detached signatures on any bytes: CAdES baseline signatures (ETSI EN 319 122-1) from level B-B to B-LTA, in two phases. Knows
 * nothing of what the bytes mean; containers are in {@code asic}, judging is in {@code validation}.
 */
package vn.khue.signature.cades;
