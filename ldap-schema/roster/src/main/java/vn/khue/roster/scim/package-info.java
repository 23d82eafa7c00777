/**
 * SCIM 2.0 (RFC 7643, RFC 7644): source systems push users and groups. A push lands in the mirror of its source in PostgreSQL and
 * changes nothing else; {@link vn.khue.roster.scim.MirrorSnapshot} gives the mirror to the planner like a file.
 */
package vn.khue.roster.scim;
