/**
 * The embedded directory: UnboundID's in-memory server with our schema, our rights and a journal on disk, so that what it has
 * acknowledged outlives {@code kill -9}. For one machine; slapd takes over where that is outgrown.
 */
package vn.khue.directory.embedded;
