//! Sharing: the link, the brief, the spreadsheet, files and the embed.
