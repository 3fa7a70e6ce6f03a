module consumer-notebook/toolchain/heroku-schema

go 1.21

require github.com/heroku/heroku-go/v6 v6.1.0
