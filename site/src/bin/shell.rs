//! Writes the static shell: the page as it opens, as HTML, by the same components. The build puts it into `index.html`.

fn main() {
    println!("{}", site::shell());
}
