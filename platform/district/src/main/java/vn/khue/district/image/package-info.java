/**
 * Sample pictures of handwritten signatures and seals for the demo, drawn from the seed of a person or the name of a unit, and marked
 * MẪU. They look as research R1.1, R1.2, R1.6, R1.9 and R1.10 ask. No font of the system is used, so they are the same everywhere.
 */
package vn.khue.district.image;
