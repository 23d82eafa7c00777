/** The citizen number (số định danh), which stands in the directory only sealed and as a keyed hash (R5.2). */
package vn.khue.directory.citizen;
