/** How old people are today, and what follows from it: who decides for them, and whether anybody acts for them. */
package vn.khue.sso.age;
