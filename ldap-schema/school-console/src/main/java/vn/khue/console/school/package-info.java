/** Where and when badges of a school work: its networks, its hours, its devices. For school IT. */
package vn.khue.console.school;
