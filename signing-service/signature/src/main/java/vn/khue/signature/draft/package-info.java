/** Files that are written whole or not at all. */
package vn.khue.signature.draft;
