-- Outline of a photo (vn.khue.ecard.photo.PictureHash), sealed as the photo is: one picture for two pupils is found whenever the second comes.
alter table card_photo add column outline bytea check (octet_length(outline) between 28 and 92);
