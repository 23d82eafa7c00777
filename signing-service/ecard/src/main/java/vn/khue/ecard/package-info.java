/** E-cards: what is on them, how they are printed, and the photographs they bear. Knows nothing of Spring, HTTP or a database. */
package vn.khue.ecard;
