/**
 * Giving many units to others on one day (R5.18, R5.21): a plan shows what closes and what opens, and applying it is one operation that
 * touches edges between units only, so no person, login name, card or certificate changes.
 *
 * <p>The directory has no transaction over many entries. Therefore the whole reorganisation is written as one entry first; from
 * then on every reader of {@link vn.khue.directory.Directory} counts with it as a whole, and the edges are brought into line
 * afterwards, however often that breaks off.
 */
package vn.khue.directory.reorganisation;
