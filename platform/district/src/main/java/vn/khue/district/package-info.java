/**
 * A synthetic district of true size: the public schools of Củ Chi with invented people, the same from the same seed every time. For
 * demonstrations, tests and measurements. Every person is made up; names of places are those of the district, and which school stands
 * in which of them is made up too.
 */
package vn.khue.district;
