/**
 * Photographs of card holders: taken in as hostile files, brought to one size without any metadata, looked at for what a person should
 * look at again, and matched to people by the names of their files. Finds no faces: see docs/dependencies.md.
 */
package vn.khue.ecard.photo;
